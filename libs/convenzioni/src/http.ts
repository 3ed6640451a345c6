import { Module } from '@nestjs/common';
import { AccountsController } from './accounts.controller.js';
import { ConvenzioneDetailView } from './convenzione-detail.view.js';
import { ConvenzioneListView } from './convenzione-list.view.js';
import { ConvenzioneOpening } from './convenzione-opening.service.js';
import { ConvenzioneTextService } from './convenzione-text.service.js';
import { ConvenzioniController } from './convenzioni.controller.js';
import { ConvenzioniModule } from './convenzioni.module.js';
import { ExpensesService } from './expenses.service.js';
import { FeeEstimateService } from './fee-estimate.service.js';
import { Ledger } from './ledger.js';
import { MatrixService } from './matrix.service.js';
import { PaymentsService } from './payments.service.js';
import { SignaturesService } from './signatures.service.js';
import { StatementReader } from './statement.reader.js';
import { StatementsService } from './statements.service.js';
import { TariffsService } from './tariffs.service.js';
import { TermsAmendment } from './terms-amendment.js';
import { TermsController } from './terms.controller.js';

@Module({
  imports: [ConvenzioniModule],
  controllers: [ConvenzioniController, TermsController, AccountsController],
  providers: [
    ...[ConvenzioneListView, ConvenzioneDetailView, ConvenzioneOpening, ConvenzioneTextService, SignaturesService],
    ...[TermsAmendment, MatrixService, TariffsService, FeeEstimateService],
    ...[Ledger, ExpensesService, PaymentsService, StatementReader, StatementsService],
  ],
})
export class ConvenzioniHttpModule {}
