/**
 * What every answer says beside its own headers; pages add their Content-Security-Policy in proxy.ts.
 *
 * @type {{ key: string, value: string }[]}
 */
export const HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  // An address holds the query: it is nobody else's business.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
];

/** @type {import('next').NextConfig} */
const config = {
  // Native modules are loaded by Node itself; bundling them loses their .node files.
  serverExternalPackages: [
    'hnswlib-node',
    'onnxruntime-node',
    'better-sqlite3',
    '@xenova/transformers',
    'pino',
    'prom-client',
    // Its optional stores are none of our packages.
    'rate-limiter-flexible',
  ],
  // `npm run check` checks the types of the whole project; whoever only builds it need not wait for that.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // scripts/support/serve.ts does it, for answers of the API as well.
  compress: false,
  devIndicators: false,
  // Streamed behind its page, a title came a third of a second late now and then, and screen readers announce a page by it.
  htmlLimitedBots: /.*/,
  // Asked for by browsers whenever a page has no icon yet.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  headers: async () => [{ source: '/:path*', headers: HEADERS }],
};

export default config;
