import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DossierDetail } from '../api/client';
import { Button } from '../ui/button';
import { Notice } from '../ui/feedback';
import { Stack } from '../ui/layout';
import { ConflictDialog } from './conflict-dialog';
import { permissionOn } from './permission-on';

/** Whoever works on a dossier first declares whether they have a conflict of interest: asked on every page of it until it is answered. */
export function ConflictNotice({ dossier }: { dossier: DossierDetail }): ReactElement | null {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { asked, own } = dossier.conflict;
  if (!asked || own === 'ASSENTE' || !permissionOn(dossier, 'conflict.declare').allowed) return null;
  const declared = own === 'PRESENTE';
  return (
    <>
      <Notice tone={declared ? 'warning' : 'info'} title={t(declared ? 'conflittoInteressi.dichiarato' : 'conflittoInteressi.prima')}>
        <Stack gap="sm">
          <p className="gi-p">{t(declared ? 'conflittoInteressi.dichiaratoTesto' : 'conflittoInteressi.primaTesto')}</p>
          <div>
            <Button
              onClick={() => {
                setOpen(true);
              }}
            >
              {t(declared ? 'conflittoInteressi.cambia' : 'conflittoInteressi.rispondi')}
            </Button>
          </div>
        </Stack>
      </Notice>
      {open && (
        <ConflictDialog
          dossier={dossier}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
