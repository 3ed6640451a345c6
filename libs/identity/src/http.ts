import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { EnteImport } from './ente-import.js';
import { EntiController } from './enti.controller.js';
import { EntiService } from './enti.service.js';
import { EntiView } from './enti.view.js';
import { IdentityModule } from './identity.module.js';
import { RolesController } from './roles.controller.js';
import { RolesService } from './roles.service.js';
import { SessionRegister } from './session-register.js';
import { SessionGuard } from './session.guard.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { SignInThrottle } from './sign-in-throttle.js';

@Module({
  imports: [IdentityModule],
  controllers: [SessionsController, EntiController, RolesController],
  providers: [
    SessionsService,
    SignInThrottle,
    EntiView,
    EntiService,
    EnteImport,
    RolesService,
    SessionRegister,
    { provide: APP_GUARD, useClass: SessionGuard },
  ],
})
export class IdentityHttpModule {}
