import { Injectable } from '@nestjs/common';
import { ProvinceSchedule } from '@gare/identity';
import { followRequests } from './follow-requests.job.js';
import { RequestExpiry } from './request-expiry.js';

/** Asks for the end of requests whose day has gone by. */
@Injectable()
export class RequestsSchedule extends ProvinceSchedule {
  protected readonly everyMs = 5 * 60_000;
  protected readonly job = followRequests;

  constructor(private readonly expiry: RequestExpiry) {
    super();
  }

  protected async isDue(suaId: string): Promise<boolean> {
    return (await this.expiry.due(suaId)).length > 0;
  }
}
