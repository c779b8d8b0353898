import type { ErrorCode } from '@/lib/error-table';

/** The titles of the error table in Simplified Chinese; what happened each time is in reasons-zh.ts. */
export const ERROR_TITLES_ZH: Record<ErrorCode, string> = {
  // Requests
  invalid_request: '请求无效',
  malformed_json: '请求正文不是 JSON',
  query_too_long: '查询太长',
  not_found: '没有找到',
  method_not_allowed: '此处不允许这种方法',
  host_not_allowed: '不允许这个主机名',
  origin_not_allowed: '请求来自其他网站',
  key_missing: '需要密钥',
  key_invalid: '密钥无效',
  key_expired: '密钥已过期',
  scope_missing: '密钥没有这项权限',
  rate_limited: '请求过多',
  body_too_large: '请求正文太大',
  upload_too_large: '上传的内容太大',
  uploads_waiting: '此前的上传尚待读取',
  disk_full: '磁盘已满',
  unsupported_media_type: '不支持这种媒体类型',

  // Reading documents
  file_not_found: '文件不存在',
  file_unreadable: '文件无法读取',
  file_outside_folder: '文件在文件夹之外',
  file_too_large: '文件太大',
  file_empty: '文件是空的',
  file_binary: '文件不是文本',
  invalid_encoding: '文本不是 UTF-8',
  unknown_format: '格式未知',
  corrupt_document: '文档已损坏',
  document_encrypted: '文档已加密',
  reading_timed_out: '读取文档用时太长',
  archive_bomb: '压缩包解压后太大',
  line_too_long: '有一行太长',
  bad_row: '有一行无法读取',
  evaluation_set_invalid: '评测集无法使用',
  missing_column: '缺少一列',
  no_text: '文档没有文本',
  document_deleted: '文档在处理过程中被删除',

  // Store
  ingest_locked: '另一个收录正在进行',
  database_unusable: '数据库无法使用',
  database_too_new: '数据库比此程序新',
  migration_changed: '迁移在应用之后被改动',

  // Models
  model_not_found: '模型不在',
  model_file_damaged: '模型文件已损坏',
  model_unsupported: '不支持这个模型',
  model_mismatch: '向量属于另一个模型',
  model_download_failed: '模型无法下载',
  worker_failed: '工作线程停止了',
  workers_not_built: '工作线程尚未构建',
  examination_failed: '检查没有完成',
  overloaded: '服务器繁忙',
  timed_out: '应答用时太长',
  summary_unavailable: '无法写出摘要',
  embedding_failed: '有一段文本无法转为向量',

  // Serving
  port_in_use: '端口已被占用',
  cannot_listen: '地址无法使用',
  not_built: '网页尚未构建',
  build_failed: '网页构建失败',

  // The rest
  aborted: '工作已取消',
  invalid_configuration: '配置无效',
  platform_unsuitable: '此机器目前无法运行 Recollect',
  internal: 'Recollect 内部出错',
};
