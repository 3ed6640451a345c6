import { Controller, type StreamableFile } from '@nestjs/common';
import {
  discardWordReturn,
  downloadDraftForWord,
  downloadWordReturn,
  getWordReturn,
  listWordReturns,
  mergeWordReturn,
  uploadWordReturn,
  type WordReturnSummary,
  type WordReturnView,
} from '@gare/contracts/word-return';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, sendFile, UploadedStream, type IncomingFile, type InputOf } from '@gare/platform/http';
import { WordDiscards } from './word-discards.js';
import { WordExports } from './word-exports.js';
import { WordMerges } from './word-merges.js';
import { WordReturns } from './word-returns.js';
import { WordReturnsReader } from './word-returns.reader.js';

@Controller()
export class WordReturnController {
  constructor(
    private readonly exports: WordExports,
    private readonly returns: WordReturns,
    private readonly merges: WordMerges,
    private readonly discards: WordDiscards,
    private readonly reader: WordReturnsReader,
  ) {}

  @Route(downloadDraftForWord)
  async download(
    @CurrentActor() actor: Actor,
    @Input(downloadDraftForWord) { params }: InputOf<typeof downloadDraftForWord>,
  ): Promise<StreamableFile> {
    return sendFile(await this.exports.download(actor, params.dossierId, params.code));
  }

  @Route(uploadWordReturn)
  async upload(
    @CurrentActor() actor: Actor,
    @Input(uploadWordReturn) { params }: InputOf<typeof uploadWordReturn>,
    @UploadedStream() file: IncomingFile,
  ): Promise<WordReturnView> {
    const returnId = await this.returns.upload(actor, params, file);
    return this.reader.one(actor, { ...params, returnId });
  }

  @Route(listWordReturns)
  list(
    @CurrentActor() actor: Actor,
    @Input(listWordReturns) { params }: InputOf<typeof listWordReturns>,
  ): Promise<{ items: WordReturnSummary[]; canUpload: boolean; whyNot: string | null }> {
    return this.reader.list(actor, params.dossierId, params.code);
  }

  @Route(getWordReturn)
  get(@CurrentActor() actor: Actor, @Input(getWordReturn) { params }: InputOf<typeof getWordReturn>): Promise<WordReturnView> {
    return this.reader.one(actor, params);
  }

  @Route(mergeWordReturn)
  async merge(@CurrentActor() actor: Actor, @Input(mergeWordReturn) { params }: InputOf<typeof mergeWordReturn>): Promise<WordReturnView> {
    await this.merges.merge(actor, params);
    return this.reader.one(actor, params);
  }

  @Route(discardWordReturn)
  async discard(
    @CurrentActor() actor: Actor,
    @Input(discardWordReturn) { params, body }: InputOf<typeof discardWordReturn>,
  ): Promise<WordReturnView> {
    await this.discards.discard(actor, params, body.reason);
    return this.reader.one(actor, params);
  }

  @Route(downloadWordReturn)
  async file(
    @CurrentActor() actor: Actor,
    @Input(downloadWordReturn) { params }: InputOf<typeof downloadWordReturn>,
  ): Promise<StreamableFile> {
    return sendFile(await this.reader.file(actor, params));
  }
}
