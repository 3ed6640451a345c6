import { Module } from '@nestjs/common';
import { ConvenzioniModule } from './convenzioni.module.js';
import { FeeEstimateService } from './fee-estimate.service.js';
import { MatrixService } from './matrix.service.js';
import { TariffsService } from './tariffs.service.js';
import { TermsAmendment } from './terms-amendment.js';
import { TermsController } from './terms.controller.js';

@Module({
  imports: [ConvenzioniModule],
  controllers: [TermsController],
  providers: [TermsAmendment, MatrixService, TariffsService, FeeEstimateService],
})
export class ConvenzioniHttpModule {}
