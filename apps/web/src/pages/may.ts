import { type Permission } from '@gare/domain/access/permissions';
import { decide } from '@gare/domain/access/policy';
import { useRouteContext } from '@tanstack/react-router';
import { type Session } from '../api/client';
import { i18n } from '../i18n';

/** Whether something may be done, and in words why not. */
export interface May {
  readonly allowed: boolean;
  readonly reason: string | null;
}

/** The policy of the server, asked here: what it will refuse is explained before anybody tries. */
export function may(session: Session, permission: Permission, enteId: string): May {
  const { utente, ente, sua, ruoli } = session;
  if (ente.id !== sua.id && ente.id !== enteId) return { allowed: false, reason: i18n.t('enti.altroEnte', { ente: ente.denominazione }) };
  const actor = {
    personId: utente.id,
    person: `${utente.nome} ${utente.cognome}`,
    suaId: sua.id,
    enteId: ente.id,
    ente: ente.denominazione,
    enteTipo: ente.tipo,
    roles: ruoli,
    correlationId: '',
  };
  const decision = decide(actor, permission, { suaId: sua.id, enteId });
  return decision.allowed ? { allowed: true, reason: null } : { allowed: false, reason: decision.reason };
}

export function useSession(): Session {
  return useRouteContext({ from: '/riservata' }).session;
}

export function useMay(permission: Permission, enteId: string): May {
  return may(useSession(), permission, enteId);
}

/** Registering bodies is for the SUA: whoever acts for a comune may change its own, never add one. */
export function useMayRegister(): May {
  const session = useSession();
  if (session.ente.id !== session.sua.id) return { allowed: false, reason: i18n.t('enti.registraSua', { sua: session.sua.denominazione }) };
  return may(session, 'ente.import', session.sua.id);
}
