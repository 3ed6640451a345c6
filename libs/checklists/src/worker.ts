import { Module } from '@nestjs/common';
import { ChecklistsModule } from './checklists.module.js';
import { ChecklistFiles, FormChecklistHandler } from './form-checklist.handler.js';

@Module({ imports: [ChecklistsModule], providers: [FormChecklistHandler, ChecklistFiles] })
export class ChecklistsWorkerModule {}
