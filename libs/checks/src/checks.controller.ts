import { Controller } from '@nestjs/common';
import { listChecks, runChecks, type ChecksView } from '@gare/contracts/checks';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { ChecksService } from './checks.service.js';

@Controller()
export class ChecksController {
  constructor(private readonly checks: ChecksService) {}

  @Route(listChecks)
  list(@CurrentActor() actor: Actor, @Input(listChecks) { params }: InputOf<typeof listChecks>): Promise<ChecksView> {
    return this.checks.list(actor, params.dossierId);
  }

  @Route(runChecks)
  async run(@CurrentActor() actor: Actor, @Input(runChecks) { params }: InputOf<typeof runChecks>): Promise<{ jobId: string }> {
    return { jobId: await this.checks.runAll(actor, params.dossierId) };
  }
}
