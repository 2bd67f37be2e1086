"""The papers that the measures of a problem analysis come from, as the two versions name them."""

CONCENTRATION = (
    "Bernasco, W. & Steenbeek, W. (2017). More places than crimes: Implications for evaluating the law of crime "
    "concentration at place. Journal of Quantitative Criminology 33."
)
CHAINS = (
    "Green, B., Horel, T. & Papachristos, A. V. (2017). Modeling contagion through social networks to explain and "
    "predict gunshot violence in Chicago, 2006 to 2014. JAMA Internal Medicine 177.",
    "Sturup, J., Rostami, A., Gerell, M. & Sandholm, A. (2018). Near-repeat shootings in contemporary Sweden 2011 to "
    "2015. Security Journal 31.",
)
LAYOUT = "Gansner, E. R., Koren, Y. & North, S. (2004). Graph drawing by stress majorization. Graph Drawing, LNCS 3383."
SMALL_NUMBERS = (
    "Fischetti, M. & Salazar-González, J. J. (2001). Solving the cell suppression problem on tabular data with linear "
    "constraints. Management Science 47."
)
