import { type DynamicModule, Module } from '@nestjs/common';
import { AuditWorkerModule } from '@gare/audit/worker';
import { ChecklistsWorkerModule } from '@gare/checklists/worker';
import { ChecksWorkerModule } from '@gare/checks/worker';
import { ClausesWorkerModule } from '@gare/clauses/worker';
import { ConvenzioniWorkerModule } from '@gare/convenzioni/worker';
import { DeskWorkerModule } from '@gare/desk/worker';
import { DocumentsWorkerModule } from '@gare/documents/worker';
import { DraftingWorkerModule } from '@gare/drafting/worker';
import { FactsWorkerModule } from '@gare/facts/worker';
import { NotificationsWorkerModule } from '@gare/notifications/worker';
import { ProvinceSchedules } from '@gare/identity';
import { ExpertiseWorkerModule } from '@gare/expertise/worker';
import { KindsWorkerModule } from '@gare/kinds/worker';
import { type Config } from '@gare/platform/config';
import { JobRunner, OutboxRelay, StuckJobsSweep } from '@gare/platform/queue';
import { OfficeModule, PlatformModule, type PlatformOptions } from '@gare/platform/runtime';
import { PublicationWorkerModule } from '@gare/publication/worker';
import { RequestsWorkerModule } from '@gare/requests/worker';
import { ReviewsWorkerModule } from '@gare/reviews/worker';
import { TermsWorkerModule } from '@gare/terms/worker';
import { RendicontazioniWorkerModule } from '@gare/rendicontazioni/worker';
import { RilevazioniWorkerModule } from '@gare/rilevazioni/worker';

/** Everything that works in the background; never loads a controller. */
@Module({})
export class WorkerModule {
  static with(config: Config, overrides: Partial<PlatformOptions> = {}): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.with({ config, service: 'worker', ...overrides }),
        OfficeModule,
        KindsWorkerModule,
        AuditWorkerModule,
        NotificationsWorkerModule,
        ClausesWorkerModule,
        DocumentsWorkerModule,
        FactsWorkerModule,
        ReviewsWorkerModule,
        DraftingWorkerModule,
        ConvenzioniWorkerModule,
        ChecksWorkerModule,
        PublicationWorkerModule,
        ExpertiseWorkerModule,
        DeskWorkerModule,
        RequestsWorkerModule,
        TermsWorkerModule,
        ChecklistsWorkerModule,
        RilevazioniWorkerModule,
        RendicontazioniWorkerModule,
      ],
      providers: [JobRunner, OutboxRelay, StuckJobsSweep, ProvinceSchedules],
    };
  }
}
