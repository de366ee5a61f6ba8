/** Owns the document around every page, and the page shown when something fails. */
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
	isRouteErrorResponse,
	Links,
	Meta,
	Outlet,
	Link as RouterLink,
	Scripts,
	ScrollRestoration,
	type ShouldRevalidateFunction,
	useLocation,
	useMatches,
	useRouteError,
} from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { openedSession } from "~/auth/current-session.server";
import { dutyOf, openDoor } from "~/auth/guarded.server";
import { SecondFactorReminder } from "~/components/access/second-factor-reminder";
import { SignOutForm } from "~/components/access/sign-out-form";
import { ShelfKeyContext } from "~/components/assessment/unsent-shelf";
import { LevelMarkShape } from "~/components/display/level-mark";
import { AppShell } from "~/components/layout/app-shell";
import { type LinkProps, LinkProvider } from "~/components/layout/link";
import { LonePage } from "~/components/layout/lone-page";
import { navigation } from "~/components/layout/navigation";
import { NonceContext } from "~/components/layout/nonce-context";
import { PageFailure } from "~/components/layout/page-failure";
import { roleLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { type RootData, useRootData } from "~/routes/access/use-person";
import stylesheet from "~/styles/app.css?url";

export const meta: MetaFunction = () => [{ title: "Label CAE" }];

export const links: LinksFunction = () => [
	{ rel: "stylesheet", href: stylesheet },
	{ rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
	{ rel: "icon", href: "/favicon.ico", sizes: "32x32" },
];

export const loader = openDoor(
	"the frame says who is signed in",
	async ({ request, context }: LoaderFunctionArgs): Promise<RootData> => {
		const signedIn = await openedSession(request, context);
		const duty = signedIn && !signedIn.hasSecondFactor ? dutyOf(signedIn, context, context.clock()) : null;
		return {
			person: signedIn && {
				id: signedIn.actor.userId,
				name: signedIn.actor.name,
				roles: [...new Set(signedIn.actor.grants.map((grant) => grant.role))],
				secondFactorDueFrom: duty?.kind === "grace" ? duty.until.toISOString() : null,
				shelfKey: context.secrets.shelfKey(signedIn.actor.userId),
			},
			reference: context.reference,
		};
	},
);

/** Where one becomes somebody, or better protected, by other means than a form. */
const THRESHOLDS = [paths.signIn(), paths.account.security()];

/** The frame may change by whatever a form sends, and on the way in or out of there: a session may have ended elsewhere. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, currentUrl, nextUrl }) =>
	formAction !== undefined ||
	[currentUrl, nextUrl].some(({ pathname }) => THRESHOLDS.some((threshold) => pathname.startsWith(threshold)));

/** What a page says of itself to the document around it. */
interface PageHandle {
	/** It is not about whoever is signed in here: no frame. */
	readonly alone?: true;
	/** It carries no script. */
	readonly still?: true;
}

function usePageHandle(said: keyof PageHandle): boolean {
	return useMatches().some(({ handle }) => (handle as PageHandle | undefined)?.[said]);
}

export function Layout({ children }: { children: ReactNode }) {
	const nonce = useContext(NonceContext);
	const still = usePageHandle("still");
	return (
		<html lang="fr">
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<Meta />
				<Links />
			</head>
			<body>
				<LinkProvider component={InternalLink}>{children}</LinkProvider>
				<LevelMarkShape />
				{!still && (
					<>
						<ScrollRestoration nonce={nonce} />
						<Scripts nonce={nonce} />
					</>
				)}
			</body>
		</html>
	);
}

/** Pages of this site without a reload; files and other sites as plain links. */
function InternalLink({ href, ...rest }: LinkProps) {
	if (!href.startsWith("/") || rest.download !== undefined) return <a href={href} {...rest} />;
	return <RouterLink to={href} {...rest} />;
}

/** A page that the link of an e-mail opens stands alone. */
function Frame({ children }: { children: ReactNode }) {
	const data = useRootData();
	const { pathname } = useLocation();
	const alone = usePageHandle("alone");
	if (!data?.person || alone) return children;
	const { id, name, roles, secondFactorDueFrom, shelfKey } = data.person;
	const told = secondFactorDueFrom && !pathname.startsWith(paths.account.security());
	return (
		<AppShell
			homeHref={paths.home()}
			groups={navigation(roles, pathname)}
			user={{
				name,
				href: paths.account.sessions(),
				role: roles.map((role) => roleLabels[role]).join(", "),
				signOut: <SignOutForm personId={id} />,
			}}
		>
			{told && <SecondFactorReminder from={secondFactorDueFrom} />}
			<ShelfKeyContext.Provider value={shelfKey}>{children}</ShelfKeyContext.Provider>
		</AppShell>
	);
}

export default function App() {
	return (
		<Frame>
			<Outlet />
		</Frame>
	);
}

export function ErrorBoundary() {
	const error = useRouteError();
	const data = useRootData();
	const status = isRouteErrorResponse(error) ? error.status : 500;
	// What fails while moving from page to page says its own reference (server/remix-handler.server.ts).
	const told = error instanceof Error ? /Référence : ([0-9a-f]{8})/.exec(error.message)?.[1] : undefined;
	const failure = (
		<PageFailure
			status={status}
			reference={status >= 500 ? (told ?? data?.reference) : undefined}
			homeHref={data?.person ? paths.home() : paths.landing()}
		/>
	);
	return data?.person ? <Frame>{failure}</Frame> : <LonePage homeHref={paths.landing()}>{failure}</LonePage>;
}
