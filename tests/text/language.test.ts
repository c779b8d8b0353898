import { describe, expect, it } from 'vitest';
import { detectLanguage } from '@/lib/text/language';

describe('detectLanguage', () => {
  it.each([
    ['', 'und'],
    ['42 — 17!', 'und'],
    ['hello world', 'und'],
    ['The quick brown fox jumps over the lazy dog', 'en'],
    ['To cook rice you need water, and it is best when the pot has a lid.', 'en'],
    ['Die Katze sitzt auf dem Dach und schläft', 'de'],
    ['Le chat est sur la table et il dort dans le soleil', 'fr'],
    ['El perro come en la cocina y la casa es grande', 'es'],
    ['Москва является столицей России и крупнейшим городом страны', 'ru'],
    ['检索', 'zh'],
    ['用 GPT-2 和 BERT 做语义检索', 'zh'],
    ['東京は日本の首都です', 'ja'],
    ['서울은 대한민국의 수도이다', 'ko'],
    ['Η Αθήνα είναι η πρωτεύουσα', 'el'],
    ['asdkjh qwoeiu zxmcnb qpwoei alskdj zmxnc', 'und'],
  ])('%j is %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it('is not misled by the foreign names in an English recipe', () => {
    const recipe =
      'Francesinha is a traditional dish from the city of Porto. It consists of linguiça, ham and steak.\n' +
      '- linguiça\n- queijo\n- molho\n- francesinha picante\n- vinho do Porto\n- cerveja\n';
    expect(detectLanguage(recipe)).toBe('en');
  });
});
