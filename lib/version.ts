import packageJson from '@/package.json';

/** Of this program, as in package.json. */
export const VERSION: string = packageJson.version;
