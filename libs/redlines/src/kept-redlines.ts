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

export interface VersionFile {
  readonly version: number;
  readonly sha256: string;
  readonly storageKey: string;
}

export interface AskedRedline {
  readonly dossierId: string;
  readonly code: string;
  readonly before: VersionFile;
  readonly after: VersionFile;
  readonly by: Authorship;
}

/** Redlines are made once and kept under the hashes of both files: asking again costs a read. */
@Injectable()
export class KeptRedlines {
  private readonly logger = new Logger(KeptRedlines.name);
  private readonly pool = new RedlinePool();
  private readonly underWay = new Map<string, Promise<WordRedlineContent>>();

  constructor(private readonly storage: ObjectStorage) {}

  /** What the redline says; its file is then at `fileKey`. @throws AppError redline.* */
  async content(asked: AskedRedline): Promise<WordRedlineContent> {
    const key = keyOf(asked);
    if (await this.storage.exists(`${key}.json`)) {
      const kept = await buffer(await this.storage.get(`${key}.json`));
      return wordRedlineSchema.parse(JSON.parse(kept.toString('utf8')));
    }
    let making = this.underWay.get(key);
    if (making === undefined) {
      making = this.make(asked, key).finally(() => this.underWay.delete(key));
      this.underWay.set(key, making);
    }
    return making;
  }

  fileKey(asked: AskedRedline): string {
    return `${keyOf(asked)}.docx`;
  }

  private async make({ before, after, by, code }: AskedRedline, key: string): Promise<WordRedlineContent> {
    const [old, now] = await Promise.all([this.bytes(before.storageKey), this.bytes(after.storageKey)]);
    try {
      const { docx, coverage, blocks, counts, same } = await this.pool.make({ before: old, after: now, by });
      const content = wordRedlineSchema.parse({ coverage, blocks, counts, same });
      await this.storage.put(`${key}.docx`, docx, { contentType: wordType });
      // Written last: where it is, the file is.
      await this.storage.put(`${key}.json`, Buffer.from(JSON.stringify(content), 'utf8'), { contentType: 'application/json' });
      return content;
    } catch (error) {
      if (!(error instanceof RedlineRefusal)) throw error;
      this.logger.warn(`no redline of ${code} ${before.sha256} ${after.sha256}: ${error.because}, ${error.message}`);
      throw new AppError(`redline.${error.because}`, { cause: error });
    }
  }

  private async bytes(key: string): Promise<Buffer> {
    return buffer(await this.storage.get(key));
  }
}

function keyOf({ dossierId, code, before, after }: AskedRedline): string {
  return `dossier/${dossierId}/${code}/confronti/v${before.version}-v${after.version}/${before.sha256}-${after.sha256}-e${edition}`;
}
