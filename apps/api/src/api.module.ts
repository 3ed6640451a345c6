import { type DynamicModule, Module } from '@nestjs/common';
import { AuditHttpModule } from '@gare/audit/http';
import { AttachmentsHttpModule } from '@gare/attachments/http';
import { ReviewsHttpModule } from '@gare/reviews/http';
import { ChecklistsHttpModule } from '@gare/checklists/http';
import { ChecksHttpModule } from '@gare/checks/http';
import { ClausesHttpModule } from '@gare/clauses/http';
import { CommunityHttpModule } from '@gare/community/http';
import { ConvenzioniHttpModule } from '@gare/convenzioni/http';
import { DeskHttpModule } from '@gare/desk/http';
import { DocumentsHttpModule } from '@gare/documents/http';
import { DossiersHttpModule } from '@gare/dossiers/http';
import { DraftingHttpModule } from '@gare/drafting/http';
import { ExpertiseHttpModule } from '@gare/expertise/http';
import { FactsHttpModule } from '@gare/facts/http';
import { RedlinesHttpModule } from '@gare/redlines/http';
import { IdentityHttpModule } from '@gare/identity/http';
import { IndicatorsHttpModule } from '@gare/indicators/http';
import { NotificationsHttpModule } from '@gare/notifications/http';
import { LawHttpModule } from '@gare/law/http';
import { KindsHttpModule } from '@gare/kinds/http';
import { type Config } from '@gare/platform/config';
import { OperationsModule, PlatformModule, type PlatformOptions } from '@gare/platform/runtime';
import { PublicationHttpModule } from '@gare/publication/http';
import { RequestsHttpModule } from '@gare/requests/http';
import { RendicontazioniHttpModule } from '@gare/rendicontazioni/http';
import { RilevazioniHttpModule } from '@gare/rilevazioni/http';
import { SchedaHttpModule } from '@gare/scheda/http';
import { TemplatesHttpModule } from '@gare/templates/http';
import { TermsHttpModule } from '@gare/terms/http';
import { WopiHttpModule } from '@gare/wopi/http';

/** Everything that answers over HTTP. */
@Module({})
export class ApiModule {
  static with(config: Config, overrides: Partial<PlatformOptions> = {}): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.with({ config, service: 'api', ...overrides }),
        OperationsModule,
        IdentityHttpModule,
        LawHttpModule,
        DossiersHttpModule,
        KindsHttpModule,
        AuditHttpModule,
        NotificationsHttpModule,
        SchedaHttpModule,
        TemplatesHttpModule,
        ClausesHttpModule,
        CommunityHttpModule,
        DocumentsHttpModule,
        FactsHttpModule,
        RedlinesHttpModule,
        DraftingHttpModule,
        ConvenzioniHttpModule,
        ChecksHttpModule,
        PublicationHttpModule,
        ExpertiseHttpModule,
        DeskHttpModule,
        IndicatorsHttpModule,
        RequestsHttpModule,
        TermsHttpModule,
        ReviewsHttpModule,
        AttachmentsHttpModule,
        ChecklistsHttpModule,
        RilevazioniHttpModule,
        RendicontazioniHttpModule,
        WopiHttpModule,
      ],
    };
  }
}
