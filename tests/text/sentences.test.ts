import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '@/lib/text/sentences';

const sentences = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('splitSentences in English', () => {
  it.each<[string, string[]]>([
    ['', []],
    [' \n\t ', []],
    ['Hello', ['Hello']],
    ['One. Two! Three? Four', ['One.', 'Two!', 'Three?', 'Four']],
    ['Dr. Li met Mrs. Wu. They spoke.', ['Dr. Li met Mrs. Wu.', 'They spoke.']],
    ['Use fruit, e.g. apples. Or i.e. Pears.', ['Use fruit, e.g. apples.', 'Or i.e. Pears.']],
    ['The U.S. Senate met. It voted.', ['The U.S. Senate met.', 'It voted.']],
    ['He moved to the U.S. The law changed.', ['He moved to the U.S.', 'The law changed.']],
    ['See Fig. 3 and Eq. (2). No. 7 is next.', ['See Fig. 3 and Eq. (2).', 'No. 7 is next.']],
    ['I said no. Then I left.', ['I said no.', 'Then I left.']],
    [
      'J. R. R. Tolkien wrote it. So did I. Then I slept.',
      ['J. R. R. Tolkien wrote it.', 'So did I.', 'Then I slept.'],
    ],
    ['Pi is 3.14159. Version 2.0.1 is out.', ['Pi is 3.14159.', 'Version 2.0.1 is out.']],
    ['Read https://example.com/a.b?c=d. Then stop.', ['Read https://example.com/a.b?c=d.', 'Then stop.']],
    ['Wait... what? Well… Yes.', ['Wait... what?', 'Well…', 'Yes.']],
    ['“Stop!” he said. "Why?" She ran.', ['“Stop!” he said.', '"Why?"', 'She ran.']],
    ['It rained (a lot.) We stayed.', ['It rained (a lot.)', 'We stayed.']],
    ['It is known.[1][23] The rest is not.', ['It is known.[1][23]', 'The rest is not.']],
    ['Really?! Yes!!! Good.', ['Really?!', 'Yes!!!', 'Good.']],
    [
      'We ate at 5 p.m. Monday. It was 1999. 300 came.',
      ['We ate at 5 p.m. Monday.', 'It was 1999.', '300 came.'],
    ],
    ['Acme Inc. sold Foo Ltd. The price was low.', ['Acme Inc. sold Foo Ltd.', 'The price was low.']],
    ['wrapped\nline goes. On\nand on', ['wrapped\nline goes.', 'On\nand on']],
    ['no stop here\n\nnext paragraph', ['no stop here', 'next paragraph']],
    ['# A heading\nThe text', ['# A heading', 'The text']],
    [
      'Buy:\n- milk\n- eggs\n1. Mix it.\n2. Bake it.',
      ['Buy:', '- milk', '- eggs', '1. Mix it.', '2. Bake it.'],
    ],
    ['one\r\n\r\ntwo. Three', ['one', 'two.', 'Three']],
  ])('%j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });
});

describe('splitSentences in Chinese', () => {
  it.each<[string, string[]]>([
    ['今天下雨。我们在家！你呢？', ['今天下雨。', '我们在家！', '你呢？']],
    ['他说：“走吧。”然后出门了。', ['他说：“走吧。”', '然后出门了。']],
    ['她问：「真的？」我点头。', ['她问：「真的？」', '我点头。']],
    ['水烧开；再下面。', ['水烧开；', '再下面。']],
    ['我以为……他没来。好', ['我以为……', '他没来。', '好']],
    ['真的吗?是的!好.走', ['真的吗?', '是的!', '好.', '走']],
    ['圆周率是3.14。用 Node.js 写。', ['圆周率是3.14。', '用 Node.js 写。']],
    ['（见附录。）下一节', ['（见附录。）', '下一节']],
    ['什么！？，他想。', ['什么！？，他想。']],
    ['第一段\n\n第二段', ['第一段', '第二段']],
  ])('%j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });
});

describe('splitSentences on any text', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        '. ',
        '.',
        '! ',
        '。',
        '；',
        '”',
        ' ',
        '\n',
        '\r\n\r\n',
        'Dr. ',
        '…',
        '[1]',
        '中文',
        '👩‍🚀',
        '\u3000',
        '1.',
      ),
    ),
    { maxLength: 40 },
  );

  it('covers every visible character once, in order, with trimmed spans', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        let rest = '';
        let at = 0;
        for (const { start, end } of splitSentences(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
          rest += text.slice(at, start);
          at = end;
        }
        expect((rest + text.slice(at)).trim()).toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('ends on hostile runs', () => {
    for (const unit of ['.', ' ', '\n', '"', '[1]', '。', 'a. ', 'A.', '! ', '| ']) {
      const text = unit.repeat(200_000 / unit.length);
      const total = splitSentences(text).reduce((sum, { start, end }) => sum + end - start, 0);
      expect(total).toBeLessThanOrEqual(text.length);
    }
  });
});
