import { expect, it } from 'vitest';
import { analyzeQuery } from '@/lib/text/analyze';

/** Terms of a query; words that stand together as one phrase joined by +. */
const termsOf = (query: string) => analyzeQuery(query).terms.map(({ words }) => words.join('+'));

it.each([
  ['红烧肉怎么做', ['红烧', '烧肉', '红烧+烧肉', '怎么']],
  ['怎么做番茄炒蛋', ['怎么', '番茄', '茄炒', '炒蛋', '番茄+茄炒+炒蛋']],
  ['光合作用是什么', ['光合', '合作', '作用', '光合+合作+作用', '什么']],
  ['宫保鸡丁需要什么原料', ['宫保', '保鸡', '鸡丁', '宫保+保鸡+鸡丁', '什么', '原料']],
  ['北京有多少人口', ['北京', '多少', '人口']],
  ['煮鸡蛋要多久', ['煮鸡', '鸡蛋', '煮鸡+鸡蛋', '多久']],
  ['天黑了吗？', ['天黑', '黑了', '天黑+黑了']],
])('makes no words of what is cut across a question: %s', (query, terms) => {
  expect(termsOf(query)).toEqual(terms);
});

it('makes no phrase of words that a question parts', () => {
  expect(termsOf('红烧能不能放糖')).toEqual(['红烧', '放糖']);
});

it('leaves alone what only looks like a question', () => {
  expect(termsOf('吗啡')).toEqual(['吗啡']);
  expect(termsOf('多伦多大学')).toEqual(['多伦', '伦多', '多大', '大学', '多伦+伦多+多大+大学']);
});

it('looks for a question of nothing else as it is', () => {
  expect(termsOf('怎么')).toEqual(['怎么']);
  expect(termsOf('吗')).toEqual(['吗']);
  expect(termsOf('请问')).toEqual(['请问']);
});

it('keeps what is quoted and what is written in other letters', () => {
  expect(analyzeQuery('"怎么做" 红烧').phrases).toEqual([{ words: ['怎么', '么做'], prefix: false }]);
  expect(termsOf('gpt-2是什么')).toContain('gpt');
});
