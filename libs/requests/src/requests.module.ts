import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { LawModule } from '@gare/law';
import { NotificationsModule } from '@gare/notifications';
import { SchedaModule } from '@gare/scheda';
import { DossiersNow } from './dossier-now.js';
import { InformalPhase } from './informal-phase.js';
import { IntegrationPointEntity } from './integration-point.entity.js';
import { IntegrationRequestEntity } from './integration-request.entity.js';
import { NoteOfComuneEntity } from './note-of-comune.entity.js';
import { NoteOfSuaEntity } from './note-of-sua.entity.js';
import { PendingRequests } from './pending-request.js';
import { PointsFollower } from './points-follower.js';
import { RequestEndings } from './request-endings.js';
import { RequestGuard } from './request-guard.js';
import { RequestNotices } from './request-notices.js';
import { RequestOpenItems } from './request-open-items.js';
import { RequestRules } from './request-rules.js';
import { RequestsChanged } from './requests-changed.js';
import { RequestTemplateGroups } from './template-groups.js';
import { ThreadAttachmentEntity } from './thread-attachment.entity.js';
import { ThreadMessageEntity } from './thread-message.entity.js';
import { ThreadQuestionEntity } from './thread-question.entity.js';
import { ThreadQuestions } from './thread-questions.js';
import { ThreadTalk } from './thread-talk.js';

const entities = [
  ...[ThreadMessageEntity, NoteOfSuaEntity, NoteOfComuneEntity, ThreadAttachmentEntity, ThreadQuestionEntity],
  ...[IntegrationRequestEntity, IntegrationPointEntity],
];
const provided = [RequestsChanged, RequestRules, DossiersNow, PendingRequests, RequestEndings, RequestGuard, ThreadQuestions, ThreadTalk];

/** What requests and questions do to a dossier wherever it is written: turn, points met, steps that wait, fields of templates. */
@Module({
  imports: [
    TypeOrmModule.forFeature(entities),
    IdentityModule,
    LawModule,
    DossiersModule,
    NotificationsModule,
    SchedaModule,
    DocumentsModule,
  ],
  providers: [...provided, PointsFollower, RequestOpenItems, RequestNotices, RequestTemplateGroups, InformalPhase],
  exports: [...provided, IdentityModule, DossiersModule, SchedaModule, DocumentsModule],
})
export class RequestsModule {}
