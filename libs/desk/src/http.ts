import { Module } from '@nestjs/common';
import { Absences } from './absences.service.js';
import { AssignmentNotices } from './assignment-notices.js';
import { AssignmentsController } from './assignments.controller.js';
import { AssignmentRecords } from './assignment-records.js';
import { Assignments } from './assignments.service.js';
import { BoardReader } from './board.query.js';
import { BoardView } from './board.view.js';
import { CardWords } from './card-words.js';
import { CardWork } from './card-work.js';
import { DeskController } from './desk.controller.js';
import { DeskModule } from './desk.module.js';
import { FirstTerms } from './first-terms.js';
import { TasksView } from './tasks.view.js';
import { TeamReader } from './team.reader.js';
import { TeamView } from './team.view.js';

@Module({
  imports: [DeskModule],
  controllers: [DeskController, AssignmentsController],
  providers: [
    ...[Assignments, AssignmentRecords, AssignmentNotices, Absences, TeamReader, TeamView],
    ...[BoardView, BoardReader, CardWords, CardWork, TasksView, FirstTerms],
  ],
})
export class DeskHttpModule {}
