import { describe, expect, it } from 'vitest';
import { eventStream, type StreamedEvent } from '@/lib/api/event-stream';
import { readEventStream, type ReceivedEvent } from '@/lib/client/read-event-stream';

async function* events(list: StreamedEvent[], end?: Error): AsyncGenerator<StreamedEvent> {
  yield* list;
  if (end) throw end;
}

async function received(response: Response): Promise<ReceivedEvent[]> {
  if (response.body === null) throw new Error('no body');
  const all: ReceivedEvent[] = [];
  for await (const event of readEventStream(response.body)) all.push(event);
  return all;
}

function stream(source: AsyncGenerator<StreamedEvent>, heartbeatMs?: number) {
  const abort = new AbortController();
  const response = eventStream(source, {
    abort,
    onError: (thrown) => ({ event: 'error', data: { detail: String(thrown) } }),
    ...(heartbeatMs === undefined ? {} : { heartbeatMs }),
  });
  return { abort, response };
}

describe('eventStream', () => {
  it('numbers events and keeps line breaks and quotes of the data', async () => {
    const { response } = stream(
      events([
        { event: 'token', data: { text: 'a\n\n"b"\r' } },
        { event: 'done', data: {} },
      ]),
    );
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await received(response)).toEqual([
      { event: 'token', data: JSON.stringify({ text: 'a\n\n"b"\r' }), id: '1' },
      { event: 'done', data: '{}', id: '2' },
    ]);
  });

  it('ends with one error event when the source throws', async () => {
    const { response } = stream(events([{ event: 'token', data: 1 }], new Error('lost')));
    const all = await received(response);
    expect(all.map(({ event }) => event)).toEqual(['token', 'error']);
    expect(all[1]?.data).toContain('lost');
  });

  it('sends comments while nothing happens', async () => {
    let goOn = () => {};
    const enough = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    async function* slow(): AsyncGenerator<StreamedEvent> {
      await enough;
      yield { event: 'done', data: {} };
    }
    let text = '';
    const body = stream(slow(), 10).response.body as unknown as AsyncIterable<Uint8Array>;
    for await (const chunk of body) {
      text += new TextDecoder().decode(chunk);
      if ((text.match(/^: still here$/gm)?.length ?? 0) >= 2) goOn();
    }
    expect(text).toMatch(/event: done/);
  });

  it('sends nothing more once its work was aborted', async () => {
    async function* waiting(): AsyncGenerator<StreamedEvent> {
      await new Promise(() => undefined);
      yield { event: 'done', data: {} };
    }
    const { abort, response } = stream(waiting(), 5);
    const reader = response.body?.getReader();
    await reader?.read();
    abort.abort();
    const sent: string[] = [];
    const listening = (async () => {
      for (;;) {
        const next = await reader?.read();
        if (!next || next.done) return;
        sent.push(new TextDecoder().decode(next.value));
      }
    })();
    await Promise.race([listening, new Promise((resolve) => setTimeout(resolve, 80))]);
    expect(sent).toEqual([]);
  });

  it('stops the work when the reader goes away', async () => {
    let ended = false;
    const abort = new AbortController();
    async function* endless(): AsyncGenerator<StreamedEvent> {
      try {
        for (let n = 0; !abort.signal.aborted; n++) {
          yield { event: 'token', data: n };
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
      } finally {
        ended = true;
      }
    }
    const response = eventStream(endless(), { abort, onError: () => ({ event: 'error', data: {} }) });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(abort.signal.aborted).toBe(true);
    expect(ended).toBe(true);
  });
});

describe('readEventStream', () => {
  it('reads events whatever the pieces they arrive in, CRLF and comments included', async () => {
    const text =
      ': hello\r\nid: 7\r\nevent: token\r\ndata: {"text":"字"}\r\n\r\ndata: one\ndata: two\n\ndata: cut off';
    const bytes = new TextEncoder().encode(text);
    for (const size of [1, 2, 3, 7, bytes.length]) {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
          controller.close();
        },
      });
      expect(await received(new Response(body))).toEqual([
        { event: 'token', data: '{"text":"字"}', id: '7' },
        { event: 'message', data: 'one\ntwo', id: '7' },
      ]);
    }
  });
});
