"""The two shares of chains: of incidents that answer something, and of those that do so beyond chance."""


def share(roots: int, episodes: int) -> float:
    """Return 1 - roots/episodes: the share of episodes that are not the first of their chain.

    Green, Horel & Papachristos (2017), "Modeling contagion through social networks to explain and predict gunshot
    violence in Chicago, 2006 to 2014", JAMA Internal Medicine 177: 4,107 roots of 11,123 episodes.

    >>> round(share(4107, 11123), 4)
    0.6308
    """
    if not 0 <= roots <= episodes or episodes == 0:
        raise ValueError(f"roots: expected 0 to {episodes} of at least one episode, got {roots}")
    return 1 - roots / episodes


def excess(found: float, chance: float) -> float | None:
    """Return (share - chance)/(1 - chance): answers beyond chance, of the incidents that chance does not explain.

    Negative when there are fewer answers than chance gives; None when chance alone makes an answer of everything.

    >>> round(excess(0.47, 0.27), 3)
    0.274
    """
    return (found - chance) / (1 - chance) if chance < 1 else None
