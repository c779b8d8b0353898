import type { Messages } from './en';
import type { FindingTranslation } from './examination-en';

/** Only who examines loads them. */
let findings: Promise<FindingTranslation> | undefined;

/** Words about the examination of the installation, on the status page. */
export const EXAMINATION_ZH: Messages['examination'] = {
  heading: '检查',
  what: '检查 Node.js、软件包、模型的每个文件、数据库、索引和磁盘，并说明发现的问题该如何处理。检查不会更改任何内容，期间照常可以搜索。也可以在终端运行：',
  start: '立即检查',
  running: '正在检查…',
  none: '服务器启动以来还没有检查过。',
  well: '一切正常。',
  toMend: (count) => `${count} 项需要处理`,
  toKnow: (count) => `${count} 项需要留意`,
  when: (moment, seconds) => `检查于 ${moment}，用时 ${seconds} 秒。`,
  groups: { failed: '需要处理', warning: '需要留意' },
  inOrder: (count) => `正常（${count} 项）`,
  mend: '处理办法：',
  findings: () => (findings ??= import('./findings-zh').then((module) => module.findingInChinese)),
  checks: {
    'Native modules': '原生软件包',
    'Embedding model': '阅读模型',
    'Generation model': '转述模型',
    Disk: '磁盘',
    Database: '数据库',
    Contents: '内容',
    Vectors: '向量',
    'Index snapshot': '索引快照',
    Languages: '语言',
  },
};
