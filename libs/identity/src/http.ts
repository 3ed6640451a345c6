import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { IdentityModule } from './identity.module.js';
import { SessionGuard } from './session.guard.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { SignInThrottle } from './sign-in-throttle.js';

@Module({
  imports: [IdentityModule],
  controllers: [SessionsController],
  providers: [SessionsService, SignInThrottle, { provide: APP_GUARD, useClass: SessionGuard }],
})
export class IdentityHttpModule {}
