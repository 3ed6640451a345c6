import { Readable } from 'node:stream';
import { Controller } from '@nestjs/common';
import { downloadIndicatorsCsv, getIndicators, type IndicatorsView as View } from '@gare/contracts/indicators';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, sendFile, type InputOf } from '@gare/platform/http';
import { indicatorsCsv } from './indicators-csv.js';
import { IndicatorsView } from './indicators.view.js';

@Controller()
export class IndicatorsController {
  constructor(private readonly indicators: IndicatorsView) {}

  @Route(getIndicators)
  show(@CurrentActor() actor: Actor, @Input(getIndicators) { query }: InputOf<typeof getIndicators>): Promise<View> {
    return this.indicators.show(actor, query);
  }

  @Route(downloadIndicatorsCsv)
  async csv(
    @CurrentActor() actor: Actor,
    @Input(downloadIndicatorsCsv) { query }: InputOf<typeof downloadIndicatorsCsv>,
  ): Promise<ReturnType<typeof sendFile>> {
    const view = await this.indicators.show(actor, query);
    const bytes = Buffer.from(indicatorsCsv(view, query.formato === 'italiano' ? 'ITALIANO' : 'MACCHINA'), 'utf8');
    const fileName = `indicatori_${view.kind.code.toLowerCase()}_${view.period.from}_${view.period.to}.csv`;
    return sendFile({ stream: Readable.from(bytes), fileName, mime: 'text/csv; charset=utf-8', bytes: bytes.length });
  }
}
