import { Module } from '@nestjs/common';
import { ConvenzioneDetailView } from './convenzione-detail.view.js';
import { ConvenzioneListView } from './convenzione-list.view.js';
import { ConvenzioneOpening } from './convenzione-opening.service.js';
import { ConvenzioneTextService } from './convenzione-text.service.js';
import { ConvenzioniController } from './convenzioni.controller.js';
import { ConvenzioniModule } from './convenzioni.module.js';
import { FeeEstimateService } from './fee-estimate.service.js';
import { MatrixService } from './matrix.service.js';
import { SignaturesService } from './signatures.service.js';
import { TariffsService } from './tariffs.service.js';
import { TermsAmendment } from './terms-amendment.js';
import { TermsController } from './terms.controller.js';

@Module({
  imports: [ConvenzioniModule],
  controllers: [ConvenzioniController, TermsController],
  providers: [
    ...[ConvenzioneListView, ConvenzioneDetailView, ConvenzioneOpening, ConvenzioneTextService, SignaturesService],
    ...[TermsAmendment, MatrixService, TariffsService, FeeEstimateService],
  ],
})
export class ConvenzioniHttpModule {}
