import type { ErrorCode } from '@/lib/error-table';

/** The sentences of the error table in Simplified Chinese: what was wrong, what is allowed, what to do. */
export const REASONS_ZH: Record<ErrorCode, string> = {
  // Requests
  invalid_request: '请求无效：{reason}',
  malformed_json:
    '请求正文无法解析为 JSON：{reason}。请发送一个 JSON 对象，并注明 Content-Type application/json。',
  query_too_long: '查询有 {length} 个字符，最多允许 {max} 个。请缩短为一个问题或几个词。',
  not_found: '没有找到{what}。{hint}',
  method_not_allowed: '此处不允许 {method}；允许的是 {allowed}。',
  host_not_allowed:
    '请求使用的主机名是 {host}，而此服务器只响应 {allowed}，以防其他网页读取内容。请用它自己的地址打开，或把该名称加入 RECOLLECT_ALLOWED_HOSTS。',
  origin_not_allowed:
    '{origin} 的网页不能这样做；只有此服务器和 RECOLLECT_CORS_ORIGINS 中的网页可以使用 API。',
  key_missing:
    '此服务器要求密钥：请发送请求头 Authorization: Bearer KEY。可用 npm run keys -- create NAME 创建密钥。',
  key_invalid: '没有这个密钥，或者它已被撤销。npm run keys -- list 会列出现有的密钥。',
  key_expired: '密钥 {prefix}… 已于 {expired} 过期。可用 npm run keys -- create NAME 另建一个。',
  scope_missing: '这需要权限为 {needed} 的密钥；密钥 {prefix}… 的权限是 {held}。',
  rate_limited: '每分钟最多响应 {limit} 个请求。请在 {reset} 秒后继续。',
  body_too_large: '请求正文超过 {max} 字节。',
  uploads_waiting:
    '此前上传的 {waiting} MB 尚未读取；最多允许 {max} MB 等待。请在 {retryAfter} 秒后重试；GET /api/v1/jobs 可查看进度。',
  disk_full: '存放 Recollect 数据的磁盘已满。请释放空间，或将 RECOLLECT_DATA_DIR 设为另一磁盘上的文件夹。',
  upload_too_large: '{what}。请分批发送，或用 npm run ingest 读取。',
  unsupported_media_type: '不支持 {mediaType}；允许的是 {allowed}。',

  // Reading documents
  file_not_found: '{path} 不存在或无法访问。请检查拼写和当前文件夹。',
  file_unreadable: '无法读取 {path}：{reason}。',
  file_outside_folder: '{path} 是指向 {folder} 之外的链接；如需收录，请直接指定它的目标。',
  file_too_large: '{path} 有 {size} 字节，最多读取 {max} 字节（可用 --max-bytes 提高）。',
  file_empty: '{path} 没有可供搜索的文本。',
  file_binary: '{path} 的内容是二进制数据，不是 {expected}。',
  invalid_encoding:
    '{path} 不是有效的 UTF-8（第一个错误字节位于 {offset}）。请先转换，例如用 iconv -f GB18030 -t UTF-8。',
  unknown_format: '{path}：没有可以读取 {extension} 的程序；可以读取的是 {allowed}。',
  corrupt_document: '{path} 不是可读的 {format}：{reason}。',
  document_encrypted: '{path} 有密码保护，或者是旧版 Word 文件。请去掉保护后另存为 .pdf 或 .docx。',
  reading_timed_out: '读取 {path} 超过 {seconds} 秒，已放弃。它可能已损坏，或被做成专门拖延时间的样子。',
  archive_bomb: '{path} 解压后会有 {size} 字节，最多允许 {max} 字节。',
  line_too_long: '{path} 第 {line} 行超过 {max} 字节。',
  bad_row: '{path} 第 {line} 行：{reason}。其他行均已读取。',
  evaluation_set_invalid: '评测集 {path} 无法使用：{reason}。',
  missing_column: '{path} 没有名为 {column} 的列；现有的列是：{columns}。请用 {option} 指定正确的列。',
  no_text: '{path} 已读取，但其中没有文本{hint}。',
  document_deleted: '{path} 在处理过程中被删除了。如果仍然需要，请重新添加。',

  // Store
  ingest_locked:
    '{host} 上的进程 {pid} 自 {since} 起一直在向 {database} 收录文档。请等它结束，或先停止它，再重新运行。',
  database_unusable: '数据库 {path} 无法使用：{reason}。',
  database_too_new:
    '{path} 含有此版本不认识的迁移 {migration}。请更新 Recollect，或使用另一个 RECOLLECT_DATA_DIR。',
  migration_changed: '{path} 的迁移 {migration} 与应用时的校验和不符。请恢复该文件。',

  // Models
  model_not_found: '在 {place} 没有找到模型 {model}。{hint}',
  model_file_damaged: '{path} 的 sha256 是 {actual}，应为 {expected}。{hint}',
  model_unsupported: '模型 {model} 无法使用：{reason}。',
  model_mismatch:
    '数据库中的向量来自 {stored}，而现在配置的是 {configured}。请运行 npm run ingest -- --reembed，或把 EMBEDDING_MODEL 改回去。',
  model_download_failed:
    '无法下载模型 {model}：{reason}。没有模型下载源时，请不要设置 EMBEDDING_MODEL，或把 MODEL_DIR 指向本地文件夹。',
  worker_failed: '工作线程 {worker} 停止了：{reason}。下一次请求时会重新启动它。',
  workers_not_built: '缺少 {path}。请运行 npm run build:workers',
  examination_failed: '检查没有完成：{reason}。服务器的日志里可能有更多说明，也可以运行 npm run doctor。',
  overloaded: '已有 {waiting} 个请求在等待。请稍后再试。',
  timed_out: '{seconds} 秒内没有得出结果，工作已中止。请在服务器不太忙时再试。',
  summary_unavailable: '无法写出摘要：{reason}',
  embedding_failed: '模型对一段 {length} 个字符的文本给出了 {reason}，无法使用。',

  // Serving
  port_in_use: '另一个程序已在 {host}:{port} 上监听。请停止它，或换一个端口，例如 PORT={other}。',
  cannot_listen: '无法在 {host}:{port} 上监听：{reason}。请把 HOST 和 PORT 设为本机的地址。',
  not_built: '{path} 中没有构建好的网页。请运行 npm run build',
  build_failed: '网页构建以状态 {status} 结束；最后的输出在上方。',

  // The rest
  aborted: '工作在完成之前被取消了。',
  invalid_configuration: '配置无效：{reason}',
  platform_unsuitable: '此机器目前无法运行 Recollect：{reason}',
  internal: '发生了意外错误；日志中的请求编号是 {requestId}。',
};
