import type { Operation } from '@/lib/api/openapi/operation';

/** What the operations of the API are called in Simplified Chinese, by their ids. A test misses none. */
export const OPERATIONS_ZH: Readonly<Record<string, Pick<Operation, 'summary' | 'description'>>> = {
  // Search
  search: { summary: '搜索' },
  searchByBody: {
    summary: '搜索（以 JSON 提问）',
    description: '与 GET 相同；用于放不进地址的长筛选条件。',
  },
  searchBatch: {
    summary: '一次进行多个搜索',
    description: '最多 20 个，每个都与单独搜索相同；其中一个有误，则全部拒绝。',
  },
  suggest: { summary: '以所输入内容补全的标题' },
  summarize: {
    summary: '边写边发送的搜索结果摘要',
    description:
      '服务器推送事件：先是 `spine`，即要转述的句子；然后是 `token` 和 `sentence`；最后是 `done` 或 `error`。每一句都注明所引段落。',
  },
  explain: { summary: '段落为什么排在这里' },
  explainByBody: { summary: '段落为什么排在这里（以 JSON 提问）' },
  passage: { summary: '一个段落及其文档' },
  similarPassages: { summary: '其他文档中意思相同的段落' },
  facets: {
    summary: '可用来筛选文档的值',
    description: '每个值的数量，按其他字段的筛选条件计算，不计本字段的条件。',
  },

  // Map
  map: { summary: '所有段落的地图', description: '内容相近的段落靠在一起。地图在后台绘制。' },
  placeOnMap: {
    summary: '查询及其结果在地图上的位置',
    description: '查询位于其结果之间，离更相关的结果更近。',
  },
  selectOnMap: {
    summary: '保存地图上选择的段落，以便在其中搜索',
    description:
      '之后可用筛选条件 `selection:ID` 限定这些段落。同名的相同选择编号相同；保留最近使用的 200 个。',
  },
  selection: { summary: '一个选择的信息' },

  // Documents
  listDocuments: { summary: '文档列表（分页）' },
  addDocuments: {
    summary: '添加文档',
    description:
      '表单中的文件，或 JSON 形式的文本。内容立即保存，由任务处理后即可搜索；文集中已有的同名文档会被替换。',
  },
  deleteDocuments: {
    summary: '删除所有符合条件的文档',
    description: '使用搜索的筛选条件；没有条件则拒绝。逐个删除，全部完成后才应答。',
  },
  getDocument: { summary: '一篇文档及其文本、结构和段落' },
  deleteDocument: { summary: '删除一篇文档' },

  // Jobs
  listJobs: { summary: '收录任务，最新的在前' },
  getJob: { summary: '一个任务及其各项' },
  cancelJob: {
    summary: '取消任务',
    description: '尚未开始的不再处理，已完成的保留。已经结束的任务不会改变。',
  },
  retryJob: { summary: '重试失败或已取消的部分' },
  watchJob: {
    summary: '任务的进展，直到结束',
    description: '带编号的服务器推送事件；带着最后一个编号重新连接，就不会遗漏。',
  },

  // Server
  health: {
    summary: '服务器是否就绪',
    description: '在要求密钥的服务器上，没有密钥的请求只能得知是否就绪。',
  },
  live: { summary: '进程是否还在应答', description: '没有应答的进程应当重新启动。' },
  ready: { summary: '是否应当把请求发到这里' },
  metrics: { summary: '供 Prometheus 使用的计数和时间' },
  getSession: { summary: '请求者可以做什么' },
  signIn: {
    summary: '把密钥保存在 Cookie 中',
    description: '用于浏览器：脚本读不到这个 Cookie，其他网站也无法发送它。',
  },
  signOut: { summary: '忘记密钥' },
  stats: { summary: '收录了什么，召回多少，速度如何' },
  examination: {
    summary: '上次检查的结果',
    description: '即 `npm run doctor` 发现的情况，每一项都附有处理办法。其中会出现服务器上的文件名。',
  },
  examine: {
    summary: '检查安装情况',
    description: '只读取，在单独的进程中进行。检查进行期间不会再启动另一个。',
  },
  openapi: { summary: '本说明' },
};
