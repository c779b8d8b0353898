import type { FindingKind, FindingRow } from '@/lib/examination/finding-table';
import type { NamedFinding } from '@/lib/examination/types';
import { fill, placeholdersOf } from '@/lib/errors';
import { detailInChinese } from './details-zh';
import { reasonInChinese } from './reason-in-chinese';

const ROOM = '请腾出空间，或让 RECOLLECT_DATA_DIR 指向更大的磁盘。';
const SNAPSHOT = '服务器会重新建图，在此之前逐一比较。';
const NOTHING_TO_DO = '无需处理：运行中的服务器会写出新的快照。';
const UNCHECKED = '但它的文件无法核对：文件夹中没有 {checksums}。';
const CHECKSUMS =
  '如果信任这些文件，请运行 `cd "{dir}" && find . -type f ! -name {checksums} -exec sha256sum {} + > {checksums}`';

/** What examinations find, in Simplified Chinese; commands stand in backticks. */
export const FINDINGS_ZH: Record<FindingKind, FindingRow> = {
  // The machine
  node: { says: 'Node.js {version}' },
  node_too_old: {
    says: 'Node.js {version} 太旧，Recollect 需要 {wanted}。',
    mend: '请安装 Node.js {wanted} 或更新的版本，然后运行 `npm ci`',
  },
  native_modules: { says: '{names}' },
  native_module_broken: {
    says: '原生软件包 {name} 无法载入：{reason}',
    mend: '请运行 `npm ci`（需要 C++ 编译器、make 和 python3）',
  },
  disk: { says: '{folder} 可用空间 {free} MB' },
  disk_nearly_full: { says: '{folder} 可用空间只有 {free} MB，收录大量文档可能会占满。', mend: ROOM },
  disk_full: { says: '{folder} 可用空间只有 {free} MB。', mend: ROOM },

  // Models
  compiled_model: { says: '{model}，所有文件都正确' },
  model_not_compiled: {
    says: '{model} 尚未编译；第一次收录或查询时会自动编译，约需一秒。',
    mend: '请运行 `npm run setup`',
  },
  compiled_model_damaged: {
    says: '{dir} 中的 {model} 已损坏、不完整，或由其他版本生成。',
    mend: '请运行 `rm -r "{dir}" && npm run setup`',
  },
  embedding_model: { says: '{model}（{dimensions} 维），所有文件都正确' },
  embedding_model_unchecked: { says: `{model}（{dimensions} 维），${UNCHECKED}`, mend: CHECKSUMS },
  generation_model: { says: '{model}（{millions}00 万个参数），所有文件都正确' },
  generation_model_unchecked: { says: `{model}（{millions}00 万个参数），${UNCHECKED}`, mend: CHECKSUMS },

  // Store
  database: { says: '{documents} 篇文档，{passages} 个段落，迁移均已完成' },
  database_missing: {
    says: '{file} 尚不存在：还没有收录过文档。',
    mend: '请运行 `npm run ingest -- PATH`',
  },
  documents_failed: {
    says: '{count} 篇文档在上次收录时无法读取。',
    mend: '在文档库中筛选“失败”可以看到是哪些以及原因；处理之后请重新收录。',
  },
  documents_unfinished: {
    says: '{count} 篇文档尚未处理完：收录正在进行，或被中断了。',
    mend: '请再次运行同样的收录，它会从停下的地方继续。',
  },
  contents: { says: '文档、段落、词语和向量彼此一致' },
  contents_disagree: {
    says: '数据库内容不一致：{problem}',
    mend: '请恢复 {file} 的备份，或把它移走并重新收录。',
  },

  // Index
  vectors_none: { says: '还没有' },
  vectors: { says: '{count} 个，来自 {model}' },
  vectors_uncompared: { says: '{count} 个，来自 {model}；没有可以与之比较的模型' },
  vectors_stale: {
    says: '{count} 个段落的向量来自以前的模型，只能按词语找到。',
    mend: '请运行 `npm run ingest -- --reembed`',
  },
  snapshot_not_needed: { says: '不需要：{count} 个向量，不超过 {limit} 个时逐一比较' },
  snapshot: { says: '图中有 {count} 个向量，共 {total} 个' },
  snapshot_missing: { says: `没有快照：${SNAPSHOT}`, mend: NOTHING_TO_DO },
  snapshot_rejected: { says: `快照无法使用（{reason}）：${SNAPSHOT}`, mend: NOTHING_TO_DO },
  languages: { says: '{model} 能读懂 {documents} 篇文档中的 {count} 篇' },
  languages_unread: {
    says: '{percent}% 的文档（{list}）使用 {model} 读不懂的语言：可以按词语找到，但很难按含义找到。',
    mend: '请把 EMBEDDING_MODEL 设为其中之一：{models}；然后运行 `ALLOW_DOWNLOAD=1 npm run ingest -- --reembed`',
  },

  // Any check
  unexpected: { says: '这一项无法检查：{reason}' },
};

/**
 * What a finding says and what mends it, in Chinese.
 *
 * @returns null for what another version of Recollect has found and this one does not know
 */
export function findingInChinese({ kind, code, says, mend, details }: NamedFinding): FindingRow | null {
  if (kind !== undefined && Object.hasOwn(FINDINGS_ZH, kind)) {
    const row = FINDINGS_ZH[kind];
    const given = details ?? {};
    if (placeholdersOf(row.says + (row.mend ?? '')).some((name) => given[name] === undefined)) return null;
    return {
      says: fill(row.says, given),
      ...(row.mend === undefined ? {} : { mend: fill(row.mend, given) }),
    };
  }
  if (code === undefined || details === undefined) return null;
  // A check that ended with an error of the error table.
  const sentence = reasonInChinese({ code, message: says, details });
  if (sentence === says) return null;
  return { says: sentence, ...(mend === undefined ? {} : { mend: detailInChinese(mend) }) };
}
