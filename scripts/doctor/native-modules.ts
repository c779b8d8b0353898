import { finding, ok, type Finding } from './types';

/** A package with native code, and something that makes it load. */
export interface NativeModule {
  name: string;
  load(): Promise<unknown>;
}

/** Not only imported: some load their native part with the first object. */
export const NATIVE_MODULES: readonly NativeModule[] = [
  {
    name: 'better-sqlite3',
    async load() {
      const { default: Database } = await import('better-sqlite3');
      const db = new Database(':memory:');
      db.exec("CREATE VIRTUAL TABLE words USING fts5(text, content = '', contentless_delete = 1)");
      db.close();
    },
  },
  {
    name: 'hnswlib-node',
    async load() {
      const { default: hnswlib } = await import('hnswlib-node');
      new hnswlib.HierarchicalNSW('ip', 2).initIndex(1);
    },
  },
  { name: 'onnxruntime-node', load: () => import('onnxruntime-node') },
];

/** Whether what is compiled for this machine loads: it does not after a change of Node.js or of the machine. */
export async function checkNativeModules(
  modules: readonly NativeModule[] = NATIVE_MODULES,
): Promise<Finding[]> {
  const failures: Finding[] = [];
  for (const { name, load } of modules) {
    try {
      await load();
    } catch (thrown) {
      const [reason = ''] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n');
      failures.push(
        finding('failed', 'native_module_broken', { name, reason }, { code: 'platform_unsuitable' }),
      );
    }
  }
  return failures.length > 0
    ? failures
    : [ok('native_modules', { names: modules.map(({ name }) => name).join(', ') })];
}
