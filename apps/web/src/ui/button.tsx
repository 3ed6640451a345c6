import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type ButtonHTMLAttributes, type ReactElement, type ReactNode, type Ref } from 'react';
import { Icon } from './icon';
import { type IconName } from './icon-names';

const looks = {
  /** At most one in the main area of a page. */
  primary: 'btn btn-primary gi-btn',
  secondary: 'btn btn-outline-primary gi-btn',
  danger: 'btn btn-outline-danger gi-btn',
  quiet: 'btn gi-btn gi-btn-quiet',
  white: 'btn gi-btn gi-btn-white',
} as const;
export type ButtonLook = keyof typeof looks;

interface Appearance {
  readonly look?: ButtonLook;
  readonly icon?: IconName;
  readonly small?: boolean;
}

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'>, Appearance {
  /** Shows that the act is under way; clicks are ignored, focus stays. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

function classes(look: ButtonLook, small: boolean): string {
  return small ? `${looks[look]} btn-sm` : looks[look];
}

function Content({ icon, children }: { icon: IconName | undefined; children: ReactNode }): ReactElement {
  return (
    <>
      {icon && <Icon name={icon} size="sm" />}
      <span>{children}</span>
    </>
  );
}

export function Button({
  look = 'secondary',
  icon,
  small = false,
  busy = false,
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps): ReactElement {
  return (
    <button
      {...rest}
      type={type}
      className={classes(look, small)}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={(event) => {
        if (busy || rest['aria-disabled'] === true) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy && <span className="gi-spinner" aria-hidden="true" />}
      <Content icon={busy ? undefined : icon}>{children}</Content>
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'children'> {
  readonly icon: IconName;
  readonly label: string;
}
export function IconButton({ icon, label, type = 'button', ...rest }: IconButtonProps): ReactElement {
  return (
    <button {...rest} type={type} className="btn gi-btn gi-icon-btn" aria-label={label} title={label}>
      <Icon name={icon} size="sm" />
    </button>
  );
}

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly ref?: Ref<HTMLAnchorElement> };

function ButtonAnchor({ look = 'secondary', icon, small = false, children, ...rest }: AnchorProps & Appearance): ReactElement {
  return (
    <a {...rest} className={classes(look, small)}>
      <Content icon={icon}>{children}</Content>
    </a>
  );
}
/** A link of the router that looks like a button. */
export const ButtonLink = createLink(ButtonAnchor);

/** A link that leaves the pages of the router and looks like a button. */
export function PlainLinkButton({
  look = 'secondary',
  icon,
  children,
  href,
}: Appearance & { href: string; children: ReactNode }): ReactElement {
  return (
    <a className={classes(look, false)} href={href}>
      <Content icon={icon}>{children}</Content>
    </a>
  );
}

/** A plain link to a file of the server. */
export function DownloadLink({
  href,
  children,
  icon = 'it-download',
  describedAs,
}: {
  href: string;
  children: ReactNode;
  icon?: IconName;
  describedAs?: string;
}): ReactElement {
  return (
    <a className="gi-file-link" href={href} download>
      <Icon name={icon} size="sm" colour="primary" />
      <span>
        {children}
        {describedAs !== undefined && <span className="visually-hidden"> {describedAs}</span>}
      </span>
    </a>
  );
}

/** A link to a file of the server that is the one thing to do on its page. */
export function DownloadButton({
  href,
  children,
  icon = 'it-download',
}: {
  href: string;
  children: ReactNode;
  icon?: IconName;
}): ReactElement {
  return (
    <a className={classes('primary', false)} href={href} download>
      <Content icon={icon}>{children}</Content>
    </a>
  );
}

interface TextAppearance {
  readonly strong?: boolean;
}
function TextAnchor({ strong = false, children, ...rest }: AnchorProps & TextAppearance): ReactElement {
  return (
    <a {...rest} className={strong ? 'gi-link gi-link-strong' : 'gi-link'}>
      {children}
    </a>
  );
}
/** A link of the router inside text. */
export const TextLink = createLink(TextAnchor);
