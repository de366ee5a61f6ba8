/** Owns what is pressed: a button, or a link with the look of one. A disabled button says why. */
import { type ButtonHTMLAttributes, type ReactNode, useId } from "react";
import { Link, type LinkProps } from "../layout/link";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

function buttonClass(kind: ButtonKind, small: boolean | undefined): string {
	return `button button-${kind}${small ? " button-small" : ""}`;
}

export function Button({
	kind = "secondary",
	small,
	type = "submit",
	disabledReason,
	children,
	...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> & {
	kind?: ButtonKind;
	small?: boolean;
	/** Disables the button and says why beside it. */
	disabledReason?: string;
	children: ReactNode;
}) {
	const reasonId = useId();
	if (disabledReason) {
		return (
			<span className="row">
				<button
					{...rest}
					type="button"
					className={buttonClass(kind, small)}
					aria-disabled="true"
					aria-describedby={reasonId}
					onClick={undefined}
				>
					{children}
				</button>
				<span className="button-reason" id={reasonId}>
					{disabledReason}
				</span>
			</span>
		);
	}
	return (
		<button {...rest} type={type} className={buttonClass(kind, small)}>
			{children}
		</button>
	);
}

export function ButtonLink({
	kind = "secondary",
	small,
	...rest
}: Omit<LinkProps, "className"> & { kind?: ButtonKind; small?: boolean }) {
	return <Link {...rest} className={buttonClass(kind, small)} />;
}
