import { createRequire } from 'node:module';
import { resolve } from 'node:path';

interface Carbone {
  render(path: string, data: object, options: object, done: (error: unknown, result: Buffer) => void): void;
}

/** Fills a template file with carbone; it ships no types and reads templates from disk. Rejects with its error. */
export function carboneRender(path: string, data: object): Promise<Buffer> {
  const engine = createRequire(resolve('package.json'))('carbone') as Carbone;
  return new Promise((fulfil, reject) => {
    engine.render(path, data, {}, (error, result) => {
      if (error === null || error === undefined) fulfil(result);
      else reject(error instanceof Error ? error : new Error(JSON.stringify(error)));
    });
  });
}
