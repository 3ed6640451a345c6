import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Injectable, Logger } from '@nestjs/common';
import { wordRedlineSchema, type WordRedlineContent } from '@gare/contracts/redlines';
import { AppError } from '@gare/platform/errors';
import { ObjectStorage } from '@gare/platform/storage';
import { RedlinePool } from './redline-pool.js';
import { type Authorship } from './word/marks.js';
import { RedlineRefusal } from './word/redline-refusal.js';

/** Grows with every change of what a redline looks like: what was kept before is then made anew. */
const edition = 2;
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** One of the two Word files. */
export interface ComparedFile {
  /** Short, for addresses and names of files: `v3`, `b2`. */
  readonly name: string;
  readonly sha256: string;
  /** It reads so at this moment only, as a draft that is being written: its redlines are not kept. */
  readonly isPassing: boolean;
  bytes(): Promise<Buffer>;
}

export interface AskedRedline {
  readonly dossierId: string;
  readonly code: string;
  readonly before: ComparedFile;
  readonly after: ComparedFile;
  readonly by: Authorship;
}

export interface KeptRedline {
  readonly content: WordRedlineContent;
  file(): Promise<Readable>;
}

/** Redlines are made once and kept under the hashes of both files: asking again costs a read. */
@Injectable()
export class KeptRedlines {
  private readonly logger = new Logger(KeptRedlines.name);
  private readonly pool = new RedlinePool();
  private readonly underWay = new Map<string, Promise<KeptRedline>>();

  constructor(private readonly storage: ObjectStorage) {}

  /** @throws AppError redline.* */
  async redline(asked: AskedRedline): Promise<KeptRedline> {
    const key = keyOf(asked);
    if (await this.storage.exists(`${key}.json`)) {
      const kept = await buffer(await this.storage.get(`${key}.json`));
      return { content: wordRedlineSchema.parse(JSON.parse(kept.toString('utf8'))), file: () => this.storage.get(`${key}.docx`) };
    }
    let making = this.underWay.get(key);
    if (making === undefined) {
      making = this.make(asked, key).finally(() => this.underWay.delete(key));
      this.underWay.set(key, making);
    }
    return making;
  }

  private async make({ before, after, by, code }: AskedRedline, key: string): Promise<KeptRedline> {
    const [old, now] = await Promise.all([before.bytes(), after.bytes()]);
    try {
      const { docx, coverage, blocks, counts, same } = await this.pool.make({ before: old, after: now, by });
      const content = wordRedlineSchema.parse({ coverage, blocks, counts, same });
      if (!before.isPassing && !after.isPassing) {
        await this.storage.put(`${key}.docx`, docx, { contentType: wordType });
        // Written last: where it is, the file is.
        await this.storage.put(`${key}.json`, Buffer.from(JSON.stringify(content), 'utf8'), { contentType: 'application/json' });
      }
      return { content, file: () => Promise.resolve(Readable.from(docx)) };
    } catch (error) {
      if (!(error instanceof RedlineRefusal)) throw error;
      this.logger.warn(`no redline of ${code} ${before.sha256} ${after.sha256}: ${error.because}, ${error.message}`);
      throw new AppError(`redline.${error.because}`, { cause: error });
    }
  }
}

function keyOf({ dossierId, code, before, after }: AskedRedline): string {
  return `dossier/${dossierId}/${code}/confronti/${before.name}-${after.name}/${before.sha256}-${after.sha256}-e${edition}`;
}
