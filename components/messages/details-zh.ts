/**
 * Details of errors that are words themselves, as far as readers of documents meet them. What is not here, such as the
 * complaint of a library about a damaged file, stays as it is: the sentence around it says what to do.
 */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  // unknown_format
  [/^a name without extension$/, '没有扩展名的文件'],
  // corrupt_document, file_binary
  [/^Word document$/, 'Word 文档'],
  [/^text$/, '文本'],
  // no_text
  [/^ \(scanned pages must go through OCR first\)$/, '（扫描的页面须先经过文字识别）'],
  [/^ below its header$/, '（表头之下是空的）'],
  // upload_too_large
  [/^More than (\d+) files$/, '文件超过 $1 个'],
  [/^(.*) has more than (\d+) bytes$/s, '$1 超过 $2 字节'],
  [/^The files have more than (\d+) bytes together$/, '这些文件合计超过 $1 字节'],
  // bad_row
  [/^it is not UTF-8 \(bad byte at (\d+) of the line\)$/, '不是 UTF-8（错误字节位于该行的 $1）'],
  [/^it is not JSON \((.*)\)$/s, '不是 JSON（$1）'],
  [/^it is not a JSON object$/, '不是 JSON 对象'],
  [/^it has (\d+) cells, the header has (\d+)$/, '有 $1 个单元格，而表头有 $2 个'],
  [
    /^a quotation mark before it is never closed, and everything after it was swallowed$/,
    '之前有一个引号没有闭合，其后的内容都被当作引文',
  ],
  [/^the id (.*) was already used in line (\d+)$/s, '编号 $1 已在第 $2 行用过'],
  [/^its id has more than (\d+) characters$/, '编号超过 $1 个字符'],
  [/^its field (.*) is not text$/s, '字段 $1 不是文本'],
  [/^its field (.*) is empty$/s, '字段 $1 是空的'],
  // file_unreadable
  [/^permission denied$/, '没有权限'],
  [/^it is neither a file nor a folder$/, '它既不是文件也不是文件夹'],
  [/^its links lead in a circle$/, '它的链接首尾相接'],
  [/^it is a link to nothing, or was removed meanwhile$/, '它的链接没有目标，或者文件已被移走'],
  [/^it is a folder$/, '它是文件夹'],
  // not_found
  [/^The (?:document|passage|job) /, ''],
  [/^GET \/api\/v1\/\w+ lists the \w+ there are\.$/, ''],
  [
    /^Search again: a passage has another id after its document was read anew\.$/,
    '请重新搜索：文档重读之后，段落的编号会变。',
  ],
  [/^What these files held$/, '这些文件的内容'],
  [
    /^Only the newest files that failed are kept to be tried again; send these again\.$/,
    '失败的文件只保留最新的一部分以供重试，请重新发送这些文件。',
  ],
  // worker_failed
  [/^(\d+) processes ended while they read it$/, '读取时已有 $1 个进程中止'],
  [/^reading it stopped the reader \((.*)\)$/s, '读取它使读取程序停止（$1）'],
  // examination_failed
  [/^the server ended$/, '服务器停止了'],
  [/^what it printed cannot be read$/, '它的输出无法解读'],
  [/^it printed without end$/, '它的输出没有尽头'],
  [/^it took longer than (\d+) minutes$/, '超过了 $1 分钟'],
  [/^it was ended by (\w+)$/, '它被 $1 中止'],
  [/^it ended with status (\w+)$/, '它以状态 $1 结束'],
  // model_not_found, model_file_damaged
  [/^Run: (.*)$/s, '请运行 $1'],
  [
    /^Run ALLOW_DOWNLOAD=1 npm run setup to fetch it from the hub, put it under MODEL_DIR, or unset (\w+) to use (\S+)\.$/,
    '请运行 ALLOW_DOWNLOAD=1 npm run setup 从模型库下载，或把它放到 MODEL_DIR 下，或不设置 $1 而使用 $2。',
  ],
];

/** A detail in Chinese, or as it is. */
export function detailInChinese(detail: string): string {
  for (const [english, chinese] of PHRASES) if (english.test(detail)) return detail.replace(english, chinese);
  return detail;
}
