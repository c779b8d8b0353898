import type { Config } from '@/lib/config';
import type { Store } from '@/lib/store';
import { storeStats } from '@/lib/store/stats';
import { finding, ok, type Finding } from './types';

/** What an encoder of such a name was taught; first match wins. Sources: the model cards of the families named. */
const TAUGHT: readonly { name: RegExp; languages: readonly string[] | 'all' }[] = [
  { name: /multilingual|bge-m3|labse/i, languages: 'all' },
  { name: /bge-.*-zh|-zh(-|$)|chinese/i, languages: ['zh', 'en'] },
  { name: /./, languages: ['en'] },
];
/** Share of documents from which it is worth a warning. */
const WORTH_SAYING = 0.05;
const MULTILINGUAL = ['Xenova/multilingual-e5-small', 'Xenova/bge-m3'];
const CHINESE = 'Xenova/bge-small-zh-v1.5';

/** Whether an encoder was taught a language. @param language ISO 639-1, or `und`, of which nothing is known */
export function reads(model: string, language: string): boolean {
  const languages = TAUGHT.find(({ name }) => name.test(model))?.languages ?? [];
  return language === 'und' || languages === 'all' || languages.includes(language);
}

/** What share of the documents the encoder was not taught to read, so that only their words are searched well. */
export async function checkLanguages(
  store: Store,
  { embeddingModel }: Pick<Config, 'embeddingModel'>,
): Promise<Finding[]> {
  const { documents, languages } = await storeStats(store);
  const unread = languages.filter(({ language }) => !reads(embeddingModel, language));
  const count = unread.reduce((sum, { documents: n }) => sum + n, 0);
  const share = documents === 0 ? 0 : count / documents;
  if (share < WORTH_SAYING)
    return [ok('languages', { model: embeddingModel, count: documents - count, documents })];
  const list = unread.map(({ language, documents: n }) => `${language} ${n}`).join(', ');
  const onlyChinese = unread.every(({ language }) => language === 'zh');
  const models = onlyChinese ? [...MULTILINGUAL, CHINESE] : MULTILINGUAL;
  return [
    finding('warning', 'languages_unread', {
      percent: Math.round(share * 100),
      list,
      model: embeddingModel,
      models: models.join(', '),
    }),
  ];
}
