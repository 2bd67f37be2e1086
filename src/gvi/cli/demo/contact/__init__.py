"""Call-ins and talks of the invented city, through the flows of those who hold them."""
