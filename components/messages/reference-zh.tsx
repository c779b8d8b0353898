import { ERROR_TITLES_ZH } from './error-titles-zh';
import { OPERATIONS_ZH } from './operations-zh';
import { REASONS_ZH } from './reasons-zh';
import type { ReferenceWords } from './reference';
import { TYPES_ZH } from './reference-types-zh';

/** The words of the reference, in Simplified Chinese. */
export const REFERENCE_ZH: ReferenceWords = {
  descriptions: 'en',
  aboutDescriptions: '字段和应答的说明为英文。',
  api: {
    title: 'API 文档 · Recollect',
    heading: 'API 文档',
    contents: '目录',
    schemas: '数据类型',
    intro: ({ problem, code, file }) => (
      <>
        所有数据都是 UTF-8 编码的 JSON；摘要和任务以服务器推送事件（SSE）发送。出错时返回问题详情（RFC 9457，
        {problem('Problem')}），其中带有{code('错误代码')}。供程序读取的同一份说明：{file('openapi.json')}。
      </>
    ),
    groups: { Search: '搜索', Map: '地图', Documents: '文档', Jobs: '任务', Server: '服务器' },
  },
  operation: {
    named: (operation) => OPERATIONS_ZH[operation.id] ?? operation,
    scope: (name) => <>在要求密钥的服务器上，密钥须有 {name} 权限。</>,
    parameters: '参数',
    places: { path: '路径', header: '请求头' },
    body: '请求正文',
    answers: '应答',
    example: '示例',
    error: (code) => `：${ERROR_TITLES_ZH[code]}。`,
  },
  field: {
    required: '，必填',
    mayBeMissing: '，可能没有',
    unless: (value) => `，默认 ${value}`,
    colon: '：',
  },
  types: TYPES_ZH,
  schemas: {
    title: '数据类型 · Recollect',
    heading: '数据类型',
    intro: (api) => <>{api('API')} 接收和返回的数据类型。</>,
    oneOf: '以下之一：',
  },
  errors: {
    title: '错误 · Recollect',
    heading: '错误',
    intro: 'API 的应答和命令的消息都带有这些代码。花括号中的词会换成实际情况。',
    statuses: (http, exit) => `HTTP ${http} · 退出状态 ${exit}`,
    explained: (code) => ({ title: ERROR_TITLES_ZH[code], detail: REASONS_ZH[code] }),
  },
};
