import { Controller, type StreamableFile } from '@nestjs/common';
import { openFile } from '@gare/contracts/operations';
import { AppError } from '../errors/index.js';
import { Input, Route, sendFile, type InputOf } from '../http/index.js';
import { FsStorage, ObjectStorage } from '../storage/index.js';

/** Serves the signed links of the embedded storage; an S3 store serves its own. */
@Controller()
export class FilesController {
  constructor(private readonly storage: ObjectStorage) {}

  @Route(openFile)
  async open(@Input(openFile) { params }: InputOf<typeof openFile>): Promise<StreamableFile> {
    if (!(this.storage instanceof FsStorage)) throw new AppError('link.invalid');
    const { stat, fileName, body } = await this.storage.openSigned(params.token);
    return sendFile({ stream: body, fileName: fileName ?? 'file', mime: stat.contentType, bytes: stat.bytes });
  }
}
