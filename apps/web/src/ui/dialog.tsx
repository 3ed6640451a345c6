import { type ReactElement, type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button';

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, the primary one first. */
  readonly actions?: ReactNode;
  /** Absent: the dialog cannot be dismissed (there is a decision to make). */
  readonly onClose?: () => void;
  readonly wide?: boolean;
}

/** A native modal dialog: focus stays inside, Escape closes, focus returns to where it was. */
export function Dialog({ title, children, actions, onClose, wide = false }: DialogProps): ReactElement {
  const { t } = useTranslation();
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return createPortal(
    <dialog
      ref={element}
      className={wide ? 'gi-dialog gi-dialog-wide' : 'gi-dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <div className="gi-dialog-head">
        <h2 className="gi-h2" id={titleId} tabIndex={-1}>
          {title}
        </h2>
        {onClose && <IconButton icon="it-close" label={t('azioni.chiudi')} onClick={onClose} />}
      </div>
      <div className="gi-dialog-body">{children}</div>
      {actions !== undefined && <div className="gi-dialog-actions">{actions}</div>}
    </dialog>,
    document.body,
  );
}

interface ConfirmDialogProps extends Omit<DialogProps, 'actions' | 'onClose'> {
  /** What the button says that does it. */
  readonly confirm: string;
  /** Something is taken away by it. */
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A dialog that does one thing or is left without having done it. */
export function ConfirmDialog({ confirm, danger = false, busy, onConfirm, ...dialog }: ConfirmDialogProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Dialog
      {...dialog}
      actions={
        <>
          <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
          <Button onClick={dialog.onClose}>{t('azioni.annulla')}</Button>
        </>
      }
    />
  );
}
