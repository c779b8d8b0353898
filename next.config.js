/** @type {import('next').NextConfig} */
const config = {
  // Native modules are loaded by Node itself; bundling them loses their .node files.
  serverExternalPackages: [
    'hnswlib-node',
    'onnxruntime-node',
    'better-sqlite3',
    '@xenova/transformers',
    'pino',
  ],
  poweredByHeader: false,
  devIndicators: false,
};

export default config;
