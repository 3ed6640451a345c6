import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NotificationsModule } from '@gare/notifications';
import { DraftingModule } from '../drafting.module.js';
import { BlockingThreadChanged } from './blocking-thread-changed.js';
import { DraftMentions } from './draft-mentions.js';
import { DraftThreadActEntity } from './draft-thread-act.entity.js';
import { DraftThreadReader } from './draft-thread-reader.js';
import { DraftThreadWriter } from './draft-thread-writer.js';
import { DraftThreadEntity } from './draft-thread.entity.js';

const provided = [BlockingThreadChanged, DraftMentions, DraftThreadReader, DraftThreadWriter];

/** Comments on drafts, for whoever reads or writes them beside people: the review, the return of a Word file. */
@Module({
  imports: [TypeOrmModule.forFeature([DraftThreadEntity, DraftThreadActEntity]), DraftingModule, NotificationsModule],
  providers: provided,
  exports: provided,
})
export class DraftThreadsModule {}
