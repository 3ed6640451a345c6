import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessLinks } from './access-links.js';
import { AccountAdministration } from './account-administration.js';
import { AccountController } from './account.controller.js';
import { AccountService } from './account.service.js';
import { EnteImport } from './ente-import.js';
import { EntiController } from './enti.controller.js';
import { EntiService } from './enti.service.js';
import { EntiView } from './enti.view.js';
import { IdentityModule } from './identity.module.js';
import { OidcClient } from './oidc-client.js';
import { OidcPeople } from './oidc-people.js';
import { OidcSignIn } from './oidc-sign-in.js';
import { OidcSignOut } from './oidc-sign-out.js';
import { OidcController } from './oidc.controller.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';
import { RoleGiving } from './role-giving.js';
import { RolesController } from './roles.controller.js';
import { RolesService } from './roles.service.js';
import { SecondFactor } from './second-factor.js';
import { SessionCookie } from './session-cookie.js';
import { SessionRegister } from './session-register.js';
import { SessionStart } from './session-start.js';
import { SessionGuard } from './session.guard.js';
import { SessionsController } from './sessions.controller.js';
import { SignInService } from './sign-in.service.js';
import { SignInThrottle } from './sign-in-throttle.js';

@Module({
  imports: [IdentityModule],
  controllers: [SessionsController, OidcController, AccountController, PeopleController, EntiController, RolesController],
  providers: [
    SessionStart,
    SessionCookie,
    SignInService,
    SecondFactor,
    OidcClient,
    OidcPeople,
    OidcSignIn,
    OidcSignOut,
    AccountService,
    AccessLinks,
    PeopleService,
    AccountAdministration,
    RoleGiving,
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
