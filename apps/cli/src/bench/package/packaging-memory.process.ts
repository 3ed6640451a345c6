import 'reflect-metadata';
import { FsStorage } from '@gare/platform/storage';
import { measurePackagingMemory } from '@gare/publication';

/** Entry of the child process of the figure `packaging-memory`: a process whose memory holds nothing but the worker's code. */
async function main(directory: string, count: number, bytesEach: number): Promise<void> {
  const storage = await FsStorage.open({ directory, linkSecret: 'of-the-benchmark' });
  process.send?.(await measurePackagingMemory(storage, { count, bytesEach }));
}

const [directory = '', count = '', bytesEach = ''] = process.argv.slice(2);
void main(directory, Number(count), Number(bytesEach));
