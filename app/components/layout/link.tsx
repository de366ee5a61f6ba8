/** Owns how components link: a plain <a> by default, the router's link once root.tsx provides one. Keeps Remix out of components. */
import { type AnchorHTMLAttributes, type ComponentType, createContext, type ReactNode, useContext } from "react";

export type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string };

const LinkComponent = createContext<ComponentType<LinkProps> | "a">("a");

export function LinkProvider({ component, children }: { component: ComponentType<LinkProps>; children: ReactNode }) {
	return <LinkComponent.Provider value={component}>{children}</LinkComponent.Provider>;
}

export function Link(props: LinkProps) {
	const Component = useContext(LinkComponent);
	return <Component {...props} />;
}
