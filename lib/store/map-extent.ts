/** Both coordinates of the map are whole numbers from 0 to this. */
export const MAP_EXTENT = 65_535;
