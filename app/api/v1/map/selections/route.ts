import { nothingChosen, selectionRequestOf } from '@/lib/api/map-requests';
import { readJson } from '@/lib/api/read-json';
import { json, needs, route } from '@/lib/api/route';
import { chosenPassages } from '@/lib/map/choose';
import { runtime } from '@/lib/runtime';
import { writePatiently } from '@/lib/store/patience';
import { storeSelection, vectorsOfPassages } from '@/lib/store/selections';

/** Keeps passages chosen on the map, to be searched in. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: needs('search', async ({ request }) => {
    const { name = null, ...chosen } = selectionRequestOf(await readJson(request));
    const { store } = await runtime();
    const vectors = vectorsOfPassages(store, chosenPassages(store, chosen));
    if (vectors.length === 0) throw nothingChosen();
    return json(await writePatiently(store, () => storeSelection(store, vectors, name)));
  }),
});
