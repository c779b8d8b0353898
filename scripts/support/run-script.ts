import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from './project-root';

/**
 * Runs a command of .build/commands as a process of its own, with this one's terminal.
 *
 * @returns its exit status
 */
export async function runScript(name: string, parameters: readonly string[]): Promise<number> {
  const file = path.join(projectRoot, '.build', 'commands', `${name}.mjs`);
  const child = spawn(process.execPath, [file, ...parameters], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve(status ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
