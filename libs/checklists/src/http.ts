import { Module } from '@nestjs/common';
import { ChecklistsController } from './checklists.controller.js';
import { ChecklistsModule } from './checklists.module.js';
import { ChecklistsService } from './checklists.service.js';
import { SignedChecklists } from './signed-checklists.js';

@Module({ imports: [ChecklistsModule], controllers: [ChecklistsController], providers: [ChecklistsService, SignedChecklists] })
export class ChecklistsHttpModule {}
