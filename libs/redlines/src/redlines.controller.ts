import { Controller, type StreamableFile } from '@nestjs/common';
import { downloadWordRedline, getWordRedline, type WordRedlineView } from '@gare/contracts/redlines';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, sendFile, type InputOf } from '@gare/platform/http';
import { WordRedlinesService } from './word-redlines.service.js';

@Controller()
export class RedlinesController {
  constructor(private readonly redlines: WordRedlinesService) {}

  @Route(getWordRedline)
  of(@CurrentActor() actor: Actor, @Input(getWordRedline) { params, query }: InputOf<typeof getWordRedline>): Promise<WordRedlineView> {
    return this.redlines.of(actor, { ...params, against: query.against });
  }

  @Route(downloadWordRedline)
  async file(
    @CurrentActor() actor: Actor,
    @Input(downloadWordRedline) { params, query }: InputOf<typeof downloadWordRedline>,
  ): Promise<StreamableFile> {
    return sendFile(await this.redlines.file(actor, { ...params, against: query.against }));
  }
}
