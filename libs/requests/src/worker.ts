import { Module } from '@nestjs/common';
import { FollowRequestsHandler } from './follow-requests.handler.js';
import { RequestExpiry } from './request-expiry.js';
import { RequestsModule } from './requests.module.js';
import { RequestsSchedule } from './requests-schedule.js';

@Module({ imports: [RequestsModule], providers: [RequestExpiry, FollowRequestsHandler, RequestsSchedule] })
export class RequestsWorkerModule {}
