import { type Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

export interface Download {
  stream: Readable;
  fileName: string;
  mime: string;
  bytes?: number;
  inline?: boolean;
}

/** A file answer; the name is sent in both forms of RFC 6266, so that accents survive. */
export function sendFile(download: Download): StreamableFile {
  const kind = download.inline === true ? 'inline' : 'attachment';
  const ascii = download.fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return new StreamableFile(download.stream, {
    type: download.mime,
    disposition: `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(download.fileName)}`,
    ...(download.bytes === undefined ? {} : { length: download.bytes }),
  });
}
