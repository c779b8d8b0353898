/** Zoom of one notch of a wheel, which is some hundred of its units. */
const WHEEL = 0.0022;
const PINCH_WHEEL = 0.012;
/** Pixels of a line, for wheels that count in lines. */
const LINE = 30;
/** Zoom of one event at most: some mice send a whole turn at once. */
const MOST = 2;

type Turn = Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey' | 'DOM_DELTA_LINE'>;

/** What a turn of the wheel multiplies the zoom by. */
export function wheelFactor({ deltaY, deltaMode, ctrlKey, DOM_DELTA_LINE }: Turn): number {
  const unit = deltaMode === DOM_DELTA_LINE ? LINE : 1;
  // A pinch on a touch pad comes as a wheel with the control key, in small steps.
  const factor = Math.exp(-deltaY * unit * (ctrlKey ? PINCH_WHEEL : WHEEL));
  return Math.max(1 / MOST, Math.min(MOST, factor));
}
