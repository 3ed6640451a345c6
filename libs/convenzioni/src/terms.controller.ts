import { Controller } from '@nestjs/common';
import {
  changeMatrix,
  changeTariffs,
  getFeeEstimate,
  getMatrix,
  getTariffs,
  type FeeEstimateView,
  type MatrixView,
  type TariffsView,
} from '@gare/contracts/convenzione-terms';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { FeeEstimateService } from './fee-estimate.service.js';
import { MatrixService } from './matrix.service.js';
import { TariffsService } from './tariffs.service.js';

@Controller()
export class TermsController {
  constructor(
    private readonly matrix: MatrixService,
    private readonly tariffs: TariffsService,
    private readonly estimates: FeeEstimateService,
  ) {}

  @Route(getMatrix)
  showMatrix(@CurrentActor() actor: Actor, @Input(getMatrix) { params }: InputOf<typeof getMatrix>): Promise<MatrixView> {
    return this.matrix.show(actor, params.dossierId);
  }

  @Route(changeMatrix)
  async changeMatrix(
    @CurrentActor() actor: Actor,
    @Input(changeMatrix) { params, body }: InputOf<typeof changeMatrix>,
  ): Promise<MatrixView> {
    await this.matrix.change(actor, params.dossierId, body);
    return this.matrix.show(actor, params.dossierId);
  }

  @Route(getTariffs)
  showTariffs(@CurrentActor() actor: Actor, @Input(getTariffs) { params }: InputOf<typeof getTariffs>): Promise<TariffsView> {
    return this.tariffs.show(actor, params.dossierId);
  }

  @Route(changeTariffs)
  async changeTariffs(
    @CurrentActor() actor: Actor,
    @Input(changeTariffs) { params, body }: InputOf<typeof changeTariffs>,
  ): Promise<TariffsView> {
    await this.tariffs.change(actor, params.dossierId, body);
    return this.tariffs.show(actor, params.dossierId);
  }

  @Route(getFeeEstimate)
  estimate(@CurrentActor() actor: Actor, @Input(getFeeEstimate) { params }: InputOf<typeof getFeeEstimate>): Promise<FeeEstimateView> {
    return this.estimates.show(actor, params.dossierId);
  }
}
